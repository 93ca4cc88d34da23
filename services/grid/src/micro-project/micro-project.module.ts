import { Module } from '@nestjs/common';
import { MicroProjectCommands } from './micro-project.commands.js';
import { MicroProjectQueries } from './micro-project.queries.js';
import { MicroProjectSubscriber } from './micro-project.subscriber.js';

@Module({ providers: [MicroProjectCommands, MicroProjectQueries, MicroProjectSubscriber] })
export class MicroProjectModule {}
