// The browser knows the time zone; the person sees it chosen and may choose another.
export function start() {
  const select = document.querySelector("form[data-time-zone] select[name=time_zone]");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (select && select.value === "UTC" && [...select.options].some((option) => option.value === zone)) select.value = zone;
}
