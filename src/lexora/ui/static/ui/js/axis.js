// What the axes of charts say. Of numbers that lie close together a label has as many digits as tell them apart.
export const STEPS = [...Array(9).keys()].flatMap((n) => [1, 2, 5].map((digit) => digit * 10 ** n));
const UNITS = [1e9, 1e6, 1e3, 1]; // what the short notation counts in

export function label(n, step, language) {
  const unit = UNITS.find((one) => Math.abs(n) >= one) ?? 1;
  const digits = step > 0 && step < unit ? Math.ceil(Math.log10(unit / step)) : 0;
  return new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: digits }).format(n);
}
