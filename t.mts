import { loadContract } from './src/contract/load.ts';
import { planProbes } from './src/probes/plan.ts';
const c = await loadContract('contracts/trigger-event.contract.yaml');
const t=performance.now();
const plan = planProbes(c,{QONTO_TOKEN:'eyJhbGciOi.eyJzdWIiOiJwbHVtIn0.c2lnbmF0dXJl',QONTO_PARTNER_ID:'partner-1234',QONTO_STAGING_TOKEN:'stagingtok'},{seed:1});
console.log(performance.now()-t, plan.probes.length, plan.provoking.map(p=>p.id), plan.untried);
for (const p of [plan.preflight,...plan.probes,...plan.provoking].sort((a,b)=>a.id<b.id?-1:1)) if(!p.id.startsWith('repeated')) console.log(p.id,'|',p.expectation.statuses.join(','),'|',p.request.headers.filter(h=>h.value!==h.shown||p.group==='unauthorized').map(h=>h.name+':'+h.shown).join(' ; ').slice(0,p.group==='unauthorized'||p.group==='gate'?200:0),'|',p.request.body?Buffer.from(p.request.body).toString().slice(0,p.group==='unauthorized'?0:140):'-');
