from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='daily_goal',
            field=models.PositiveSmallIntegerField(default=10, verbose_name='daily goal'),
        ),
        migrations.AddField(
            model_name='user',
            name='onboarding_step',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='steps of the set-up that are done'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('daily_goal__gte', 1), ('daily_goal__lte', 500)), name='user_goal_bounds'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('onboarding_step__lte', 3)), name='user_step_known'),
        ),
    ]
