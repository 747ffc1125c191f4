import { Condition, targetingLimits } from '#contracts';
import type { Targeting } from '#contracts';
import { operatorsOf, type Kind, type Operator } from './condition-kinds.ts';
import { words } from './strings.ts';

/** A condition as it is typed: several values stand in one line, with commas between. */
export interface ConditionDraft {
  /** Key of the form's row. */
  row: number;
  kind: Kind;
  operator: Operator;
  /** Of the attribute. */
  name: string;
  value: string;
}

export const MOST_CONDITIONS = targetingLimits.conditions;

export const emptyCondition = (row: number, kind: Kind = 'page'): ConditionDraft => ({ row, kind, operator: operatorsOf[kind][0] ?? 'is', name: '', value: '' });

export const withCondition = (all: readonly ConditionDraft[]): ConditionDraft[] => [...all, emptyCondition(Math.max(0, ...all.map(({ row }) => row)) + 1)];

export const isNumeric = ({ operator }: Pick<ConditionDraft, 'operator'>): boolean => operator === 'at_least' || operator === 'at_most';

const valuesOf = (line: string): string[] => line.split(',').map((one) => one.trim()).filter(Boolean);

/** What is sent; null while something is missing. */
export const conditionOf = (draft: ConditionDraft): Condition | null => Condition.safeParse(asCondition(draft)).data ?? null;

function asCondition({ kind, operator, name, value }: ConditionDraft): unknown {
  switch (kind) {
    case 'page': return { kind, operator, value };
    case 'locale': return { kind, values: valuesOf(value) };
    case 'signed_in': return { kind, value: operator === 'yes' };
    case 'attribute': {
      if (operator === 'one_of') return { kind, name, operator, values: valuesOf(value) };
      return { kind, name, operator, value: isNumeric({ operator }) ? numberOf(value) : value };
    }
  }
}

const numberOf = (typed: string): number => (typed.trim() === '' ? NaN : Number(typed));

/** What is wrong with a condition, beside the field that it is about. */
export function problemOf(draft: ConditionDraft): { name?: string; value?: string } {
  const { kind, name, value } = draft;
  const { missing } = words;
  if (kind === 'signed_in') return {};
  const wrongName = kind === 'attribute' && name.trim() === '' ? { name: missing.name } : {};
  if (isNumeric(draft) && !Number.isFinite(numberOf(value))) return { ...wrongName, value: missing.number };
  if (valuesOf(value).length === 0) return { ...wrongName, value: missing.value };
  // A path that does not begin so fits no page at all.
  if (kind === 'page' && draft.operator !== 'contains' && !value.trim().startsWith('/')) return { value: missing.path };
  return conditionOf(draft) === null && !('name' in wrongName) ? { value: missing.long } : wrongName;
}

export const targetingOf = (all: readonly ConditionDraft[]): Targeting => all.map(conditionOf).filter((one) => one !== null);

/** Conditions as a form shows them. */
export const conditionDraftsOf = (targeting: Targeting): ConditionDraft[] => targeting.map((condition, at) => ({ ...emptyCondition(at + 1, condition.kind), ...typed(condition) }));

function typed(condition: Condition): Partial<ConditionDraft> {
  switch (condition.kind) {
    case 'page': return condition;
    case 'locale': return { value: condition.values.join(', ') };
    case 'signed_in': return { operator: condition.value ? 'yes' : 'no' };
    case 'attribute': {
      const { name, operator } = condition;
      return { name, operator, value: 'values' in condition ? condition.values.join(', ') : String(condition.value) };
    }
  }
}
