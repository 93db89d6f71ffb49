"""What the translator sends."""

from django import forms


class TranslatorForm(forms.Form):
    text = forms.CharField(required=False, strip=False)
    source = forms.CharField(max_length=10)
    target = forms.CharField(max_length=10)
