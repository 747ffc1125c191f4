import { Injectable } from '@nestjs/common';
import { Sites, unitOf } from '#accounts';
import type { GrowthBookSplit } from '#contracts';
import { Problem, type Asking } from '#platform';
import type { EntityManager } from 'typeorm';
import { assign } from './assign.ts';
import { findOpenExperiments, noteFirstAnswer, storeAssignment, type Arrival, type OpenExperiment, type Stored } from './assignments.sql.ts';
import { growthBookAssign } from './growthbook-draw.ts';
import { isHeldOut } from './holdout.ts';
import { holds } from './slices.ts';
import { matches } from './targeting.ts';

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
  /** The site keeps this visitor out of all experiments. */
  holdout: boolean;
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
   * Routes a conversation's first message: to where its unit is already, whatever is asked for by now; else outside when the
   * site holds it out; else to the running experiment that wants the visitor. Within the transaction that stores it.
   *
   * @throws Problem `not_found` for a forced variant that the present phase does not have
   */
  async route(tx: EntityManager, request: RouteRequest): Promise<Routed> {
    const { workspaceId, siteId, visitorId, traffic } = request;
    // Sent together: one trip to the database.
    const [open, { defaultBackendVersionId, holdout: share }, unitId] = await Promise.all([
      findOpenExperiments(tx, request), this.sites.outsideExperiments(tx, workspaceId, siteId), unitOf(tx, workspaceId, visitorId),
    ]);
    const known = chosenOne(open, request) ?? open.find(({ stored }) => stored !== null);
    if (known?.stored) return inExperiment(known, known.stored, false);
    const holdout = isHeldOut(share, { siteId, unitId, traffic });
    const experiment = known ?? (holdout ? undefined : open.find((one) => one.state === 'running' && wants(one, unitId, request.facts)));
    const proposal = experiment ? propose(experiment, request) : null;
    if (!experiment || proposal === null) return outside(defaultBackendVersionId, holdout);
    const { newly, ...stored } = await storeAssignment(tx, workspaceId, experiment, proposal);
    return inExperiment(experiment, stored, newly);
  }

  /** Notes when a unit first got an answer; later answers change nothing. */
  async markAnswered(tx: Asking, workspaceId: string, { experimentId, phase, unitId }: Pick<Routed, 'experimentId' | 'phase' | 'unitId'>): Promise<void> {
    if (experimentId === null || phase === null || unitId === null) return;
    await noteFirstAnswer(tx, { workspaceId, experimentId, phase, unitId });
  }
}

const outside = (backendVersionId: string | null, holdout: boolean): Routed =>
  ({ experimentId: null, phase: null, epoch: null, variantId: null, backendVersionId, unitId: null, crossEngineFallback: false, newlyAssigned: false, holdout });

/** The one that a paired replay has chosen by naming its variant. */
const chosenOne = (open: readonly OpenExperiment[], { traffic, forceVariantId }: RouteRequest): OpenExperiment | undefined =>
  (traffic === 'replay' && forceVariantId !== undefined ? open.find(({ variants }) => variants.some(({ id }) => id === forceVariantId)) : undefined);

const wants = ({ slice, layerSalt, targeting }: OpenExperiment, unitId: string, facts: RouteRequest['facts']): boolean =>
  holds(slice, layerSalt, unitId) && matches(targeting, facts);

/** The variant that an unassigned unit should get; null when it does not take part. */
function propose({ variants, coverage, unitId, growthbook, ...experiment }: OpenExperiment, { traffic, forceVariantId, facts }: RouteRequest): string | null {
  if (traffic === 'replay' && forceVariantId !== undefined) {
    if (!variants.some(({ id }) => id === forceVariantId)) throw new Problem('not_found');
    return forceVariantId;
  }
  if (growthbook) return proposeAsGrowthBook(growthbook, { variants, coverage }, facts);
  const salts = { exposure: experiment.exposureSalt, variant: experiment.variantSalt };
  const drawn = assign({ salts, unitId, coverage, variants });
  return drawn.kind === 'variant' ? drawn.variantId : null;
}

/** Who lacks the attribute that GrowthBook draws with does not take part, as there. */
function proposeAsGrowthBook({ attribute, namespace, ...split }: GrowthBookSplit, drawn: Pick<OpenExperiment, 'variants' | 'coverage'>, facts: RouteRequest['facts']): string | null {
  const value = facts && Object.hasOwn(facts.attributes, attribute) ? String(facts.attributes[attribute]) : '';
  if (value === '') return null;
  const proposal = growthBookAssign({ ...split, ...drawn, unitId: value, ...(namespace && { namespace }) });
  return proposal.kind === 'variant' ? proposal.variantId : null;
}

function inExperiment({ id, phase, variants, unitId, crossEngineFallback }: OpenExperiment, { variantId, epoch }: Stored, newlyAssigned: boolean): Routed {
  const variant = variants.find((one) => one.id === variantId);
  if (!variant) throw new Error(`variant ${variantId} is not of phase ${phase}`);
  return { experimentId: id, phase, epoch, variantId, backendVersionId: variant.backendVersionId, unitId, crossEngineFallback, newlyAssigned, holdout: false };
}
