#!/usr/bin/env node
import { join } from 'node:path';
import { enableCompileCache, optimizeLater } from './compile-cache';

optimizeLater();
enableCompileCache();
// not known to a bundler: the rest must be loaded after that
require(join(__dirname, 'main'));
