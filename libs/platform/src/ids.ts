import { v7 } from 'uuid';

/** A new id: UUID version 7, rising within a process. */
export const newId = (): string => v7();

/** Stands for "none" where a key column may not be null. */
export const NIL_ID = '00000000-0000-0000-0000-000000000000';
