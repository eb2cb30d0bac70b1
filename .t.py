from cardmaker.inputs.facts import *
from cardmaker.mail.fit import *
from cardmaker.mail.zones import *
p=read_posts(); E=read_envelopes()
for k,e in E.items():
    print(k.ljust(10), [ (c:=class_of(e.size,p.classes_of(x))) and c.name[:14]+('!' if is_outside_ratio(c,e.size) else '') for x in "US GB DE CA JP FR UPU".split()])
for k,f in read_formats().items():
    e=E.get(f.envelope); 
    if e: print(k, e.id, fit_of(f.panel,e), smallest_for(f.panel,E.values()).id)
MMM=2.834645
for k in ('4bar','a2','a7','dl','c4'):
    for a,b in (('US','US'),('US','DE'),('DE','US'),('FR','FR'),('AU','AU')):
        z=address_zone(p.of(a),p.of(b),E[k].size); print(k,a,b,[round(v/MMM,1) for v in z])
