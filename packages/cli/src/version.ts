import { version as published } from '../package.json';

export const version: string = published;
