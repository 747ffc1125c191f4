/** Did this unique constraint refuse the row? */
export const violates = (error: unknown, constraint: string): boolean => {
  const { code, constraint: named } = ((error as { driverError?: unknown }).driverError ?? error) as { code?: string; constraint?: string };
  return code === '23505' && named === constraint;
};

/** `%`, `_` and the backslash stand for themselves. */
export const containing = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`;
