import { Injectable, Logger } from '@nestjs/common';
import { BackendVersions } from '#backends';
import type { Evaluation, Experiment, InputOf, ReplyOf, promoteEvaluation } from '#contracts';
import { NewExperiment } from '#contracts';
import { Experiments, Lifecycle, createExperiment } from '#experiments';
import { Database, Problem } from '#platform';
import { EvaluationRow } from './evaluation.entity.ts';
import { readEvaluations } from './evaluations.sql.ts';
import { markPromoted } from './promotions.sql.ts';

interface By {
  workspaceId: string;
  name: string;
}

const LONGEST_NAME = 120;
const nameOf = ({ backendName, number }: Evaluation['candidate'], mark = ''): string => {
  const rest = ` ${number}${mark}`;
  return backendName.slice(0, LONGEST_NAME - rest.length) + rest;
};

/** Lets a candidate that passed the gate meet visitors, in an experiment of its own: no running experiment is changed, so that none mixes what it measured of two versions. */
@Injectable()
export class EvaluationPromotions {
  private readonly log = new Logger(EvaluationPromotions.name);

  constructor(private readonly db: Database, private readonly versions: BackendVersions, private readonly experiments: Experiments, private readonly lifecycle: Lifecycle) {}

  /**
   * Takes the visitors whom no running experiment has; when all are taken, it stays a draft that waits for one to end.
   *
   * @throws Problem `not_found`, `gate_not_passed`, `already_promoted`, `backend_version_not_ready`
   */
  async promote({ workspaceId, name: actor }: By, { id, siteId, share, start, name }: InputOf<typeof promoteEvaluation>): Promise<ReplyOf<typeof promoteEvaluation>> {
    const by = { workspaceId, name: actor };
    await this.assertPromotable(workspaceId, id);
    const slice = await this.freeSlice(workspaceId, siteId);
    const draft = await this.db.inWorkspace(workspaceId, async (tx) => {
      const locked = await tx.findOne(EvaluationRow, { where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
      const [evaluation] = await readEvaluations(tx, workspaceId, { id, limit: 1 });
      if (!locked || !evaluation) throw new Problem('not_found');
      assertPassed(evaluation);
      const made = await createExperiment(tx, by, draftOf(evaluation, { siteId, share, name, slice }), `Evaluation ${evaluation.number} was passed`);
      await markPromoted(tx, workspaceId, { id, experimentId: made.id, candidateVersionId: evaluation.candidate.id });
      return made;
    });
    this.log.log({ event: 'evaluation.promoted', workspaceId, evaluationId: id, experimentId: draft.id });
    return start ? this.begin(by, draft) : { experiment: draft, obstacle: null };
  }

  private async assertPromotable(workspaceId: string, id: string): Promise<void> {
    const evaluation = await this.db.inWorkspace(workspaceId, async (tx) => (await readEvaluations(tx, workspaceId, { id, limit: 1 }))[0]);
    if (!evaluation) throw new Problem('not_found');
    assertPassed(evaluation);
    const versions = await Promise.all([evaluation.candidate.id, evaluation.baseline.id].map((version) => this.versions.read(workspaceId, version)));
    if (versions.some(({ state }) => state !== 'ready')) throw new Problem('backend_version_not_ready');
  }

  /** The largest one; all visitors where none is free, so that the draft can start once the others have ended. */
  private async freeSlice(workspaceId: string, siteId: string): Promise<{ from: number; to: number } | undefined> {
    const { free } = await this.experiments.layer({ workspaceId, siteId, traffic: 'live' });
    return free.toSorted((one, other) => other.to - other.from - (one.to - one.from))[0];
  }

  private async begin(by: By, draft: Experiment): Promise<ReplyOf<typeof promoteEvaluation>> {
    try {
      return { experiment: await this.lifecycle.start(by, { id: draft.id, reason: 'The candidate passed the gate' }), obstacle: null };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { experiment: draft, obstacle: { code: error.code, sentence: error.detail ?? error.message } };
    }
  }
}

function assertPassed({ verdict, state, promotedTo }: Evaluation): void {
  if (promotedTo) throw new Problem('already_promoted', { detail: `It went on to “${promotedTo.name}”.` });
  if (state !== 'done' || verdict?.outcome !== 'passed') throw new Problem('gate_not_passed', verdict ? { detail: verdict.sentence } : {});
}

interface Plan {
  siteId: string;
  share: number;
  name: string | undefined;
  slice: { from: number; to: number } | undefined;
}

function draftOf(evaluation: Evaluation, { siteId, share, name, slice }: Plan): NewExperiment {
  const { candidate, baseline } = evaluation;
  return NewExperiment.parse({
    siteId, name: name ?? nameOf(candidate, ' meets visitors'), hypothesis: hypothesisOf(evaluation), ...(slice && { slice }),
    variants: [
      { name: nameOf(baseline, ' (baseline)'), backendVersionId: baseline.id, weight: 10_000 - share, isControl: true },
      { name: nameOf(candidate, ' (candidate)'), backendVersionId: candidate.id, weight: share },
    ],
  });
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function hypothesisOf({ number, candidate, baseline, verdict }: Evaluation): string {
  const [passes, cases] = (['pass_rate', 'enough_cases'] as const).map((asked) => verdict?.checks.find(({ name }) => name === asked));
  const seen = passes?.candidate == null || passes.baseline == null ? '' : ` (${percent(passes.candidate)} of ${cases?.candidate} cases, against ${percent(passes.baseline)})`;
  return `Version ${candidate.number} of ${candidate.backendName} passed evaluation ${number} against version ${baseline.number} of ${baseline.backendName}${seen}. With visitors it is to do at least as well.`;
}
