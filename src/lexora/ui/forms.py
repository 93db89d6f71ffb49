"""All forms in our dress."""

from django.forms.renderers import DjangoTemplates


class LexoraRenderer(DjangoTemplates):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
