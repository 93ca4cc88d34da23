import { Module } from '@nestjs/common';
import { PlatformSettings } from '@gezhi/shared/boot';
import { PaymentProviders } from '@gezhi/shared/payment-provider';
import { PaymentStandingCommands } from './payment-standing.commands.js';
import { PaymentCommands } from './payment.commands.js';
import { PaymentQueries } from './payment.queries.js';
import { PaymentSchedule } from './payment.schedule.js';

const providers = {
  provide: PaymentProviders,
  inject: [PlatformSettings],
  useFactory: ({ config }: PlatformSettings) => PaymentProviders.configured(config),
};

@Module({ providers: [providers, PaymentStandingCommands, PaymentCommands, PaymentQueries, PaymentSchedule] })
export class PaymentModule {}
