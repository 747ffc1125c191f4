import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.ts';
import { ApiKeysController } from './api-keys.controller.ts';
import { ApiKeys } from './api-keys.service.ts';
import { BudgetsController } from './budgets/budgets.controller.ts';
import { Budgets } from './budgets/budgets.service.ts';
import { OldSpend } from './budgets/old-spend.job.ts';
import { ExpiredCredentials } from './expired-credentials.job.ts';
import { IdentityTokens } from './identity-tokens.ts';
import { Invitations } from './invitations.service.ts';
import { Limits } from './limits.ts';
import { MembersController } from './members.controller.ts';
import { Members } from './members.service.ts';
import { Passwords } from './passwords.ts';
import { SessionController } from './session.controller.ts';
import { Sessions } from './sessions.service.ts';
import { SetupController } from './setup.controller.ts';
import { Setup } from './setup.service.ts';
import { SignInLimits } from './sign-in-limits.ts';
import { SignIn } from './sign-in.service.ts';
import { SiteSecretsController } from './site-secrets.controller.ts';
import { SiteSecrets } from './site-secrets.service.ts';
import { SitesController } from './sites.controller.ts';
import { Sites } from './sites.service.ts';
import { VisitorLimits } from './visitor-limits.ts';
import { VisitorsController } from './visitors.controller.ts';
import { Visitors } from './visitors.service.ts';
import { Workspaces } from './workspaces.ts';

const forOthers = [ApiKeys, Budgets, Limits, Sessions, Setup, Sites, VisitorLimits, Visitors, Workspaces];

/** Who may come in: workspaces, members, keys, sites, visitors, and the one guard before every handler. */
@Global()
@Module({
  controllers: [SetupController, SessionController, MembersController, ApiKeysController, SitesController, SiteSecretsController, VisitorsController, BudgetsController],
  providers: [...forOthers, ExpiredCredentials, IdentityTokens, Invitations, Members, OldSpend, Passwords, SignIn, SignInLimits, SiteSecrets, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: forOthers,
})
export class AccountsModule {}
