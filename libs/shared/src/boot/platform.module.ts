import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Clock } from '../database/clock.js';
import { Database } from '../database/database.js';
import { Policies } from '../database/policies.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Telemetry } from '../telemetry/telemetry.js';
import { PlatformSettings } from './platform-settings.js';

export interface Platform {
  readonly database: Database;
  readonly clock: Clock;
  readonly work: UnitOfWork;
  readonly telemetry: Telemetry;
  readonly settings: PlatformSettings;
}

/** What every feature may inject: `Database` to read, `UnitOfWork` to write, `Policies` of jurisdictions, `Clock`, `Telemetry`, `PlatformSettings`. */
@Global()
@Module({})
export class PlatformModule {
  static with(platform: Platform, more: readonly Provider[] = []): DynamicModule {
    const providers: Provider[] = [
      { provide: Database, useValue: platform.database },
      { provide: Clock, useValue: platform.clock },
      { provide: UnitOfWork, useValue: platform.work },
      { provide: Policies, useValue: new Policies(platform.database, platform.work) },
      { provide: Telemetry, useValue: platform.telemetry },
      { provide: PlatformSettings, useValue: platform.settings },
      ...more,
    ];
    return {
      module: PlatformModule,
      imports: [DiscoveryModule],
      providers,
      exports: providers.map((provider) => (provider as { provide: unknown }).provide as never),
    };
  }
}
