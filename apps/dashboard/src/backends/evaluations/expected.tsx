import type { ReactNode } from 'react';
import type { EvaluationCase } from '#contracts';
import backends from '../backends.module.css';
import { words } from './strings.ts';
import css from './evaluations.module.css';

interface Chip {
  text: string;
  not?: boolean;
}

/** What is expected of an answer, piece by piece. */
export function Expected({ asked: { kind, expect, reference } }: { asked: Pick<EvaluationCase, 'kind' | 'expect' | 'reference'> }): ReactNode {
  const { facts, mustNot, abstain, tool, intent } = expect;
  const chips: Chip[] = [
    ...(abstain ? [{ text: words.kinds.abstain }] : []), ...facts.map((wordings) => ({ text: wordings.join(' / ') })), ...mustNot.map((phrase) => ({ text: words.set.not(phrase), not: true })),
    ...(tool ? [{ text: `${words.case.tool}: ${tool.name}` }, ...Object.entries(tool.arguments).map(([name, value]) => ({ text: `${name} = ${value}` }))] : []), ...(intent === null ? [] : [{ text: `${words.case.intent}: ${intent}` }]),
  ];
  if (chips.length === 0) return <span className={backends.soft}>{reference === null && kind !== 'adversarial' ? words.set.nothingExpected : words.set.nothingChecked}</span>;
  return <ul className={css.chips}>{chips.map(({ text, not = false }) => <li key={text} className={css.chip} data-not={not} dir="auto">{text}</li>)}</ul>;
}
