from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0001_initial'),
        ('words', '0002_postgresql'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='review',
            name='review_first_seen',
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(fields=['user', 'local_day', 'was_new'], name='review_day'),
        ),
    ]
