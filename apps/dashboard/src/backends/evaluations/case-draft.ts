import type { EvaluationCase, EvaluationCaseKind } from '#contracts';
import { linesOf } from '../../parts/lines.ts';

/** A case as it stands in its form: lists as lines. */
export interface CaseDraft {
  kind: EvaluationCaseKind;
  question: string;
  facts: string;
  mustNot: string;
  intent: string;
  tool: string;
  reference: string;
  history: string;
}

const empty: CaseDraft = { kind: 'facts', question: '', facts: '', mustNot: '', intent: '', tool: '', reference: '', history: '' };

export function draftOf(one: EvaluationCase | null): CaseDraft {
  if (!one) return empty;
  const { kind, question, expect, reference, history } = one;
  return {
    kind, question, facts: expect.facts.map((wordings) => wordings.join(' / ')).join('\n'), mustNot: expect.mustNot.join('\n'), intent: expect.intent ?? '', tool: expect.tool?.name ?? '', reference: reference ?? '',
    history: history.map(({ text }) => text.replace(/\s*\n\s*/g, ' ')).join('\n'),
  };
}

/** The case as it is saved. What the form does not show, such as arguments of a tool, stays. */
export function contentOf({ kind, question, facts, mustNot, intent, tool, reference, history }: CaseDraft, before: EvaluationCase | null): Pick<EvaluationCase, 'kind' | 'question' | 'expect' | 'reference' | 'history'> {
  const said = before && draftOf(before).history === history ? before.history : linesOf(history).map((text, at) => ({ role: at % 2 === 0 ? 'visitor' as const : 'assistant' as const, text }));
  const known = before?.expect.tool;
  return {
    kind, question, reference: reference.trim() === '' ? null : reference, history: said,
    expect: {
      facts: linesOf(facts).map((line) => line.split(/\s+\/\s+/)), mustNot: linesOf(mustNot), intent: intent.trim() || null, abstain: kind === 'abstain',
      tool: kind !== 'tool' || tool.trim() === '' ? null : known?.name === tool.trim() ? known : { name: tool.trim(), arguments: {} },
    },
  };
}
