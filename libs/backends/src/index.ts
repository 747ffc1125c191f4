import { BackendRow } from './backend.entity.ts';
import { BackendVersionRow } from './backend-version.entity.ts';
import { FirstAnswerRow } from './first-answer.entity.ts';

export const backendsEntities = [BackendRow, BackendVersionRow, FirstAnswerRow];

export { BackendVersions, type NewVersion } from './backend-versions.service.ts';
export { BackendsModule } from './backends.module.ts';
export { Backends } from './backends.service.ts';
export { FirstAnswers } from './first-answers.service.ts';
export type { ServedBy } from './first-answers.sql.ts';
export { Previews } from './preview.service.ts';
export type { Backend, BackendEvent, HandOverReason, Turn } from './turn.ts';
