import datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='goldword',
            name='added_at',
            field=models.DateTimeField(auto_now_add=True, default=datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc), verbose_name='added'),
            preserve_default=False,
        ),
    ]
