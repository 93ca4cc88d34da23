import { Module } from '@nestjs/common';
import { FactQueries } from './fact.queries.js';
import { FactSubscriber } from './fact.subscriber.js';

@Module({ providers: [FactSubscriber, FactQueries], exports: [FactQueries] })
export class FactModule {}
