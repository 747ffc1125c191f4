import { BackendRow } from './backend.entity.ts';
import { BackendVersionRow } from './backend-version.entity.ts';
import { BackendRouteRow } from './backend-route.entity.ts';
import { FirstAnswerRow } from './first-answer.entity.ts';
import { ToolRow } from './tools/tool.entity.ts';
import { VersionLabelMoveRow } from './version-label-move.entity.ts';
import { VersionLabelRow } from './version-label.entity.ts';

export const backendsEntities = [BackendRow, BackendVersionRow, BackendRouteRow, FirstAnswerRow, ToolRow, VersionLabelRow, VersionLabelMoveRow];

export { BackendVersions, type NewVersion } from './backend-versions.service.ts';
export { BackendsModule } from './backends.module.ts';
export { Backends } from './backends.service.ts';
export { FirstAnswers } from './first-answers.service.ts';
export type { ServedBy } from './first-answers.sql.ts';
export { Previews } from './preview.service.ts';
export { tunedSystemPrompt } from './render-prompt.ts';
export { TopicReader, type ReadTopic } from './topic-reader.ts';
export { forgetToolHeaders } from './tools/tools.sql.ts';
export type { Backend, BackendEvent, HandOverReason, Opening, SignedVisitor, Turn, VisitorFacts } from './turn.ts';
export { VersionLabels } from './version-labels.service.ts';
export { gatherAnswer, type WholeAnswer } from './whole-answer.ts';
