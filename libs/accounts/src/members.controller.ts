import { Controller } from '@nestjs/common';
import type { InputOf, Member, ReplyOf, Workspace } from '#contracts';
import { addMember, changeMember, changeWorkspace, listMembers, removeMember } from '#contracts';
import { Endpoint, Input } from '#platform';
import { Requires } from './access.ts';
import { Members } from './members.service.ts';
import { Who } from './who.ts';
import type { Actor } from './who.ts';
import { Workspaces } from './workspaces.ts';

@Controller()
export class MembersController {
  constructor(
    private readonly members: Members,
    private readonly workspaces: Workspaces,
  ) {}

  @Endpoint(changeWorkspace)
  @Requires('workspace:write')
  changeWorkspace(@Input() changes: InputOf<typeof changeWorkspace>, @Who() who: Actor): Promise<Workspace> {
    return this.workspaces.change(who.workspaceId, changes);
  }

  @Endpoint(listMembers)
  @Requires('members:read')
  async list(@Who() who: Actor): Promise<{ items: Member[] }> {
    return { items: await this.members.list(who.workspaceId) };
  }

  @Endpoint(addMember)
  @Requires('members:write')
  add(@Input() input: InputOf<typeof addMember>, @Who() who: Actor): Promise<ReplyOf<typeof addMember>> {
    return this.members.add(who, input);
  }

  @Endpoint(changeMember)
  @Requires('members:write')
  change(@Input() { id, role }: InputOf<typeof changeMember>, @Who() who: Actor): Promise<Member> {
    return this.members.changeRole(who, id, role);
  }

  @Endpoint(removeMember)
  @Requires('members:write')
  async remove(@Input() { id }: InputOf<typeof removeMember>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.members.remove(who, id);
    return { ok: true };
  }
}
