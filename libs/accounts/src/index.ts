import { ApiKeyRow } from './api-key.entity.ts';
import { Credential } from './credential.entity.ts';
import { MemberRow } from './member.entity.ts';
import { Person } from './person.entity.ts';
import { SiteRow } from './site.entity.ts';
import { VisitorRow } from './visitor.entity.ts';
import { WorkspaceRow } from './workspace.entity.ts';

export const accountsEntities = [WorkspaceRow, Person, Credential, MemberRow, ApiKeyRow, SiteRow, VisitorRow];

export { ForVisitors, Public, Requires } from './access.ts';
export { AccountsModule } from './accounts.module.ts';
export { ApiKeys } from './api-keys.service.ts';
export { installCors } from './cors.ts';
export { declaredPermissions, undeclaredHandlers, type DeclaredHandler } from './declared-permissions.ts';
export { Limits, type Limit, type LimitName } from './limits.ts';
export { networkAddressOf } from './network-address.ts';
export { Sessions, type Letters } from './sessions.service.ts';
export { Setup } from './setup.service.ts';
export { Sites, createSite, type NewSite } from './sites.service.ts';
export { VisitorLimits } from './visitor-limits.ts';
export { Visitors } from './visitors.service.ts';
export { Who, type Actor, type Visitor } from './who.ts';
export { Workspaces, createWorkspace, type NewWorkspace } from './workspaces.ts';
