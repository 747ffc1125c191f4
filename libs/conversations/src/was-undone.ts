import { QueryFailedError } from 'typeorm';

const DIVISION_BY_ZERO = '22012';

/**
 * A statement that divides by zero where its condition does not hold takes back everything that was asked together with
 * it: so a whole transaction can travel in one trip although it hangs on what the database finds.
 */
export const wasUndone = (error: unknown): boolean => error instanceof QueryFailedError && (error.driverError as { code?: unknown }).code === DIVISION_BY_ZERO;
