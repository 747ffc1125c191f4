import { Injectable } from '@nestjs/common';
import { Sites } from '#accounts';
import { Problem, type Asking } from '#platform';
import type { EntityManager } from 'typeorm';
import { assign } from './assign.ts';
import { findOpenExperiments, noteFirstAnswer, storeAssignment, type Arrival, type OpenExperiment, type Stored } from './assignments.sql.ts';
import { holds } from './slices.ts';

/** Which backend version answers a conversation, and on whose account. All null but the version: outside experiments. */
export interface Routed {
  experimentId: string | null;
  phase: number | null;
  epoch: number | null;
  variantId: string | null;
  /** The variant's, else the site's default; null when the site has none. */
  backendVersionId: string | null;
  unitId: string | null;
  crossEngineFallback: boolean;
  newlyAssigned: boolean;
}

export interface RouteRequest extends Arrival {
  /** A paired replay plays each question to every variant; for other traffic it means nothing. */
  forceVariantId?: string;
}

/** Decides once, with a unit's first message, which variant it meets from then on. */
@Injectable()
export class Assignments {
  constructor(private readonly sites: Sites) {}

  /**
   * Routes a conversation's first message, within the transaction that stores it.
   *
   * @throws Problem `not_found` for a forced variant that the present phase does not have
   */
  async route(tx: EntityManager, request: RouteRequest): Promise<Routed> {
    const experiment = decidingOne(await findOpenExperiments(tx, request), request);
    if (!experiment) return this.default(tx, request);
    if (experiment.stored) return inExperiment(experiment, experiment.stored, false);
    const proposal = propose(experiment, request);
    if (proposal === null) return this.default(tx, request);
    const { newly, ...stored } = await storeAssignment(tx, request.workspaceId, experiment, proposal);
    return inExperiment(experiment, stored, newly);
  }

  /** Notes when a unit first got an answer; later answers change nothing. */
  async markAnswered(tx: Asking, workspaceId: string, { experimentId, phase, unitId }: Pick<Routed, 'experimentId' | 'phase' | 'unitId'>): Promise<void> {
    if (experimentId === null || phase === null || unitId === null) return;
    await noteFirstAnswer(tx, { workspaceId, experimentId, phase, unitId });
  }

  private async default(tx: EntityManager, { workspaceId, siteId }: Arrival): Promise<Routed> {
    const backendVersionId = await this.sites.defaultOf(tx, workspaceId, siteId);
    return { experimentId: null, phase: null, epoch: null, variantId: null, backendVersionId, unitId: null, crossEngineFallback: false, newlyAssigned: false };
  }
}

/** For a paired replay the one that has its variant; else the one that this unit is in already, wherever its place is by now; else the running one whose slice holds the visitor. */
const decidingOne = (open: readonly OpenExperiment[], { visitorId, traffic, forceVariantId }: RouteRequest): OpenExperiment | undefined =>
  (traffic === 'replay' && forceVariantId !== undefined ? open.find(({ variants }) => variants.some(({ id }) => id === forceVariantId)) : undefined)
  ?? open.find(({ stored }) => stored !== null) ?? open.find(({ state, slice, layerSalt }) => state === 'running' && holds(slice, layerSalt, visitorId));

/** The variant that an unassigned unit should get; null when it does not take part. */
function propose({ variants, coverage, unitId, ...experiment }: OpenExperiment, { traffic, forceVariantId }: RouteRequest): string | null {
  if (traffic === 'replay' && forceVariantId !== undefined) {
    if (!variants.some(({ id }) => id === forceVariantId)) throw new Problem('not_found');
    return forceVariantId;
  }
  const salts = { exposure: experiment.exposureSalt, variant: experiment.variantSalt };
  const drawn = assign({ salts, unitId, coverage, variants });
  return drawn.kind === 'variant' ? drawn.variantId : null;
}

function inExperiment({ id, phase, variants, unitId, crossEngineFallback }: OpenExperiment, { variantId, epoch }: Stored, newlyAssigned: boolean): Routed {
  const variant = variants.find((one) => one.id === variantId);
  if (!variant) throw new Error(`variant ${variantId} is not of phase ${phase}`);
  return { experimentId: id, phase, epoch, variantId, backendVersionId: variant.backendVersionId, unitId, crossEngineFallback, newlyAssigned };
}
