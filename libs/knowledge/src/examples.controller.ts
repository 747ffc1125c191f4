import { Controller } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import { createExample, deleteExample, importExamples, listExamples } from '#contracts';
import type { Example, ImportReport, InputOf, ReplyOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import { Examples } from './examples.service.ts';
import { Importing } from './importing.service.ts';

@Controller()
export class ExamplesController {
  constructor(private readonly examples: Examples, private readonly importing: Importing) {}

  @Endpoint(listExamples)
  @Requires('content:read')
  list(@Input() which: InputOf<typeof listExamples>, @Who() who: Actor): Promise<ReplyOf<typeof listExamples>> {
    return this.examples.list(who.workspaceId, which);
  }

  @Endpoint(createExample)
  @Requires('content:write')
  create(@Input() example: InputOf<typeof createExample>, @Who() who: Actor): Promise<Example> {
    return this.examples.create(who.workspaceId, example);
  }

  @Endpoint(deleteExample)
  @Requires('content:write')
  async delete(@Input() { id }: InputOf<typeof deleteExample>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.examples.delete(who.workspaceId, id);
    return { ok: true };
  }

  @Endpoint(importExamples)
  @Requires('content:write')
  import(@Input() { content, part }: InputOf<typeof importExamples>, @Who() who: Actor): Promise<ImportReport> {
    return this.importing.import(who.workspaceId, { content, part, source: 'import' });
  }
}
