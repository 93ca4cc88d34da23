import { Module } from '@nestjs/common';
import { ClockCommands } from './clock.commands.js';

@Module({ providers: [ClockCommands] })
export class ClockModule {}
