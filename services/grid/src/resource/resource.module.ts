import { Module } from '@nestjs/common';
import { PlaybookModule } from '../playbook/playbook.module.js';
import { ResourceCommands } from './resource.commands.js';
import { ResourceQueries } from './resource.queries.js';
import { ResourceSubscriber } from './resource.subscriber.js';

@Module({ imports: [PlaybookModule], providers: [ResourceCommands, ResourceQueries, ResourceSubscriber] })
export class ResourceModule {}
