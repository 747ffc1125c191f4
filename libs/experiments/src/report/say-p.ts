/** A p-value in a table. */
export const sayP = (p: number): string => (p < 0.0001 ? '< 0.0001' : p.toFixed(4));
