import type { NewEvaluationCase } from '#contracts';

type Expecting = Pick<NewEvaluationCase, 'kind' | 'expect'>;

/** A question without an answer expects none, also where only its kind says so: nothing would be checked otherwise. */
export const withItsAbstention = <Case extends Expecting>(one: Case): Case => (one.kind === 'abstain' ? { ...one, expect: { ...one.expect, abstain: true } } : one);

export const lacksItsTool = ({ kind, expect }: Expecting): boolean => kind === 'tool' && expect.tool === null;
