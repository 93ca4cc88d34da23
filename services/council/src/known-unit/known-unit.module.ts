import { Module } from '@nestjs/common';
import { KnownUnitQueries } from './known-unit.queries.js';
import { KnownUnitSubscriber } from './known-unit.subscriber.js';

@Module({ providers: [KnownUnitSubscriber, KnownUnitQueries], exports: [KnownUnitQueries] })
export class KnownUnitModule {}
