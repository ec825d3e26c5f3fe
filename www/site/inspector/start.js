import { openInspector } from './inspector.js';

openInspector(document.getElementById('requests'));
