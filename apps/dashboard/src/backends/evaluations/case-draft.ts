import type { EvaluationCase, EvaluationCaseKind } from '#contracts';
import { linesOf } from '../../parts/lines.ts';
import { argumentsOf, linesOfArguments } from './argument-lines.ts';

/** A case as it stands in its form: lists as lines. */
export interface CaseDraft {
  kind: EvaluationCaseKind;
  question: string;
  facts: string;
  mustNot: string;
  intent: string;
  tool: string;
  toolArguments: string;
  reference: string;
  history: string;
}

const empty: CaseDraft = { kind: 'facts', question: '', facts: '', mustNot: '', intent: '', tool: '', toolArguments: '', reference: '', history: '' };

export function draftOf(one: EvaluationCase | null): CaseDraft {
  if (!one) return empty;
  const { kind, question, expect, reference, history } = one;
  return {
    kind, question, facts: expect.facts.map((wordings) => wordings.join(' / ')).join('\n'), mustNot: expect.mustNot.join('\n'), intent: expect.intent ?? '', tool: expect.tool?.name ?? '', toolArguments: linesOfArguments(expect.tool?.arguments ?? {}), reference: reference ?? '',
    history: history.map(({ text }) => text.replace(/\s*\n\s*/g, ' ')).join('\n'),
  };
}

/** The case as it is saved. What was not touched stays as it was, also where lines could not tell it whole. */
export function contentOf({ kind, question, facts, mustNot, intent, tool, toolArguments, reference, history }: CaseDraft, before: EvaluationCase | null): Pick<EvaluationCase, 'kind' | 'question' | 'expect' | 'reference' | 'history'> {
  const said = before && draftOf(before).history === history ? before.history : linesOf(history).map((text, at) => ({ role: at % 2 === 0 ? 'visitor' as const : 'assistant' as const, text }));
  const unchanged = before && draftOf(before).toolArguments === toolArguments ? before.expect.tool?.arguments : undefined;
  return {
    kind, question, reference: reference.trim() === '' ? null : reference, history: said,
    expect: {
      facts: linesOf(facts).map((line) => line.split(/\s+\/\s+/)), mustNot: linesOf(mustNot), intent: intent.trim() || null, abstain: kind === 'abstain',
      tool: kind !== 'tool' || tool.trim() === '' ? null : { name: tool.trim(), arguments: unchanged ?? argumentsOf(toolArguments) },
    },
  };
}
