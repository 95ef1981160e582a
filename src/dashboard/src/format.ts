const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const tenth = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const atMostTenth = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit',
});
const scales = [[1e9, 'bn'], [1e6, 'M'], [1e3, 'k']] as const;

/** A whole number, such as 4,158. */
export const count = (value: number): string => whole.format(value);

/** A number with its cents, such as 13,581,945.25. */
export const number = (value: number): string => exact.format(value);

/** A number in three digits or less, such as 13.6 M, 842 k or 512. */
export function brief(value: number): string {
  const rounded = Number(value.toPrecision(3));
  const scale = scales.find(([from]) => Math.abs(rounded) >= from);
  if (!scale) return atMostTenth.format(value);
  const scaled = rounded / scale[0];
  return `${(Math.abs(scaled) < 100 ? tenth : whole).format(scaled)} ${scale[1]}`;
}

/** Money in three digits, such as 13.6 M EUR. */
export const money = (value: number, currency: string | null): string =>
  currency ? `${brief(value)} ${currency}` : brief(value);

/** Money to the cent, such as 13,581,945 EUR. */
export const exactMoney = (value: number, currency: string | null): string =>
  currency ? `${number(value)} ${currency}` : number(value);

/** A share of 1 in percent, such as 31 % or 0.4 %. */
export function percent(share: number): string {
  const value = share * 100;
  return `${(Math.abs(value) < 10 ? atMostTenth : whole).format(value)} %`;
}

/** A day, such as 1 Jun 2026. */
export const date = (text: string): string => day.format(new Date(text.slice(0, 10)));

/** A text with its days, such as 2026-06-01, as people write them. */
export const dated = (text: string): string => text.replaceAll(/\d{4}-\d{2}-\d{2}/g, date);

/** A day without its year, such as 1 Jun. */
export const shortDate = (text: string): string => month.format(new Date(text.slice(0, 10)));

/** A moment in the reader's own time, such as 1 Jun 2026, 09:14. */
export const time = (text: string): string => moment.format(new Date(text));

/** A count with its noun, such as 1 customer or 4,158 customers. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** A text with its first letter in upper case. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

// What the field writes in capitals.
const capitals = /\b(arr|mrr|nps|rfm|clv|ltv|grr|nrr|csat|crm)\b/g;

/** A name of the definitions as words: `idle_days` is idle days, and `group_arr` is group ARR. */
export const words = (name: string): string =>
  name.replaceAll(/[_-]+/g, ' ').replaceAll(capitals, term => term.toUpperCase());
