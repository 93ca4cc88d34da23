import { Module } from '@nestjs/common';
import { ServiceFieldCommands } from './service-field.commands.js';
import { ServiceFieldQueries } from './service-field.queries.js';

@Module({ providers: [ServiceFieldCommands, ServiceFieldQueries], exports: [ServiceFieldQueries] })
export class ServiceFieldModule {}
