import { AssignmentRow } from './assignment.entity.ts';
import { EpochRow } from './epoch.entity.ts';
import { ExperimentChange } from './experiment-change.entity.ts';
import { ExperimentRow } from './experiment.entity.ts';
import { LayerRow } from './layer.entity.ts';
import { VariantRow } from './variant.entity.ts';

export const experimentsEntities = [ExperimentRow, VariantRow, EpochRow, ExperimentChange, AssignmentRow, LayerRow];

export { Assignments, type Routed, type RouteRequest } from './assignments.service.ts';
export { ExperimentsModule } from './experiments.module.ts';
export { Experiments, createExperiment } from './experiments.service.ts';
export { Lifecycle, type Step } from './lifecycle.service.ts';
export { ExperimentResults } from './results.service.ts';
export { growthBookAssign, type GrowthBookDraw, type NamespacePart } from './growthbook-draw.ts';
