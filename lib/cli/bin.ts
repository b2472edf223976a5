#!/usr/bin/env node
import { join } from 'node:path';
import { enableCompileCache } from './compile-cache';
import { optimizeLater } from './engine';

optimizeLater();
enableCompileCache();
// not known to a bundler: the rest must be loaded after that
require(join(__dirname, 'main'));
