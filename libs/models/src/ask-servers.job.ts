import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '#platform';
import { Catalogue } from './catalogue.service.ts';

const NAME = 'models-ask-servers';
const NIGHTLY = '23 4 * * *';

/** Each night every server is asked for its list of models: a provider may have set a day of retirement. */
@Injectable()
export class AskServersJob implements OnModuleInit {
  constructor(private readonly jobs: Jobs, private readonly catalogue: Catalogue) {}

  onModuleInit(): void {
    this.jobs.handle(NAME, (_, signal) => this.catalogue.askServers(signal), NIGHTLY);
  }
}
