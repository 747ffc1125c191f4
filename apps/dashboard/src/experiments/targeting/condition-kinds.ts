import type { Condition } from '#contracts';

export type Kind = Condition['kind'];
export type Operator = Exclude<Condition, { kind: 'locale' | 'signed_in' }>['operator'] | 'yes' | 'no';

export const kinds = ['page', 'locale', 'signed_in', 'attribute'] as const satisfies readonly Kind[];

/** The first one is what a new condition begins with. */
export const operatorsOf: Record<Kind, readonly Operator[]> = {
  page: ['starts_with', 'is', 'contains'], locale: ['one_of'], signed_in: ['yes', 'no'], attribute: ['is', 'is_not', 'one_of', 'at_least', 'at_most'],
};
