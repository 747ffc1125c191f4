import { AssignmentRow } from './assignment.entity.ts';
import { EpochRow } from './epoch.entity.ts';
import { ExperimentChange } from './experiment-change.entity.ts';
import { ExperimentLook } from './experiment-look.entity.ts';
import { ExperimentRow } from './experiment.entity.ts';
import { LayerRow } from './layer.entity.ts';
import { ExperimentShareRow } from './shares/experiment-share.entity.ts';
import { VariantRow } from './variant.entity.ts';

export const experimentsEntities = [ExperimentRow, VariantRow, EpochRow, ExperimentChange, ExperimentLook, AssignmentRow, LayerRow, ExperimentShareRow];

export { Assignments, type Routed, type RouteRequest } from './assignments.service.ts';
export { isHeldOut } from './holdout.ts';
export { ExperimentsModule } from './experiments.module.ts';
export { Experiments, createExperiment } from './experiments.service.ts';
export { Lifecycle, type Step } from './lifecycle.service.ts';
export { ExperimentResults } from './results.service.ts';
export { growthBookAssign, type GrowthBookDraw, type NamespacePart } from './growthbook-draw.ts';
export { duelsOfPhase, type DuelVote } from './duels/duels.sql.ts';
export { UnreadableReport, reportCommand } from './report/report-command.ts';
export { giveBack, keepKnown, releaseUnread, takeUnread, type KnownBefore, type UnreadUnit } from './unread-units.sql.ts';
