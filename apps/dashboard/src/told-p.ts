/** A p-value as it is read: three digits, and never "0". */
export const tellP = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`);
