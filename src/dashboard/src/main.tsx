import { render } from 'preact';
import { App } from './App.tsx';
import { configure } from './api.ts';
import './style.css';
import './pages.css';

await configure();
render(<App />, document.getElementById('app')!);
