import { Module } from '@nestjs/common';
import { RegisterCommands } from './register.commands.js';

@Module({ providers: [RegisterCommands] })
export class RegisterModule {}
