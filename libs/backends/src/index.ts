import { BackendRow } from './backend.entity.ts';
import { BackendVersionRow } from './backend-version.entity.ts';

export const backendsEntities = [BackendRow, BackendVersionRow];

export { BackendVersions, type NewVersion } from './backend-versions.service.ts';
export { BackendsModule } from './backends.module.ts';
export { Backends } from './backends.service.ts';
export { Previews } from './preview.service.ts';
export type { Backend, BackendEvent, HandOverReason, Turn } from './turn.ts';
