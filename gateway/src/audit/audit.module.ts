import { Module } from '@nestjs/common';
import { AuditQueries } from './audit.queries.js';

@Module({ providers: [AuditQueries] })
export class AuditModule {}
