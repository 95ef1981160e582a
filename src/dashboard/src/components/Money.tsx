import { exactMoney, money } from '../format.ts';

/** Money in three digits, with the exact sum as its title; a dash where there is none. */
export function Money({ value, currency }: { value: number | null | undefined; currency: string | null }) {
  return value === null || value === undefined
    ? <span class="none">–</span>
    : <span class="money" title={exactMoney(value, currency)}>{money(value, currency)}</span>;
}
