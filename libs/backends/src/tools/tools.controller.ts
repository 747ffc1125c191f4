import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Requires, Who, type Actor } from '#accounts';
import { changeTool, createTool, deleteTool, listTools, testTool, type InputOf, type ReplyOf, type Tool } from '#contracts';
import { Endpoint, Input } from '#platform';
import { Tools } from './tools.service.ts';

@Controller()
export class ToolsController {
  constructor(private readonly tools: Tools) {}

  @Endpoint(listTools)
  @Requires('models:read')
  async list(@Who() who: Actor): Promise<ReplyOf<typeof listTools>> {
    return { items: await this.tools.list(who.workspaceId) };
  }

  @Endpoint(createTool)
  @Requires('models:write')
  create(@Input() draft: InputOf<typeof createTool>, @Who() who: Actor): Promise<Tool> {
    return this.tools.create(who.workspaceId, draft);
  }

  @Endpoint(changeTool)
  @Requires('models:write')
  change(@Input() changes: InputOf<typeof changeTool>, @Who() who: Actor): Promise<Tool> {
    return this.tools.change(who.workspaceId, changes);
  }

  @Endpoint(deleteTool)
  @Requires('models:write')
  async delete(@Input() { id }: InputOf<typeof deleteTool>, @Who() who: Actor): Promise<ReplyOf<typeof deleteTool>> {
    await this.tools.delete(who.workspaceId, id);
    return { ok: true };
  }

  @Endpoint(testTool)
  @Requires('models:write')
  async test(@Input() asked: InputOf<typeof testTool>, @Who() who: Actor, @Req() request: FastifyRequest): Promise<ReplyOf<typeof testTool>> {
    const left = new AbortController();
    const leave = (): void => left.abort();
    request.raw.socket.once('close', leave);
    try {
      return await this.tools.test(who.workspaceId, asked, left.signal);
    } finally {
      request.raw.socket.off('close', leave);
    }
  }
}
