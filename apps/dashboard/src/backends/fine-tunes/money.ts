/** `$3.00`; below a dollar three figures: `$0.248`, `$0.00420`. */
export const dollars = (value: number): string =>
  `$${value.toLocaleString('en', value > 0 && value < 1 ? { minimumSignificantDigits: 3, maximumSignificantDigits: 3 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
