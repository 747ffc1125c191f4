import { Column } from 'typeorm';
import type { SiteLimits } from '#contracts';

/** How much a site's visitors may ask for: columns of `site`. */
export class SiteLimitColumns implements SiteLimits {
  @Column('integer', { default: 20 })
  messagesPerMinute: number;

  /** Within three seconds. */
  @Column('integer', { default: 5 })
  messagesAtOnce: number;

  @Column('integer', { default: 60 })
  conversationsPerDay: number;

  /** Of one network address, a minute. */
  @Column('integer', { default: 600 })
  messagesPerAddress: number;

  /** In code points. */
  @Column('integer', { default: 4_000 })
  longestMessage: number;
}
