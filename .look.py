import sys, subprocess, time
from cardmaker.inputs.facts import *
from cardmaker.inputs.hand import read_hand
from cardmaker.inputs.wishes import hands_of
from cardmaker.hand.variants import forms_of
from cardmaker.hand.habits import habits_of
from cardmaker.compose.envelope import *
from cardmaker.compose.envelope import _writing
from cardmaker.paperwork import _typefaces
from cardmaker.model import *
from cardmaker.drawing import *
from cardmaker.geometry import *
from cardmaker.write.pdf import write_pdf
posts=read_posts(); E=read_envelopes()
REC=["Margaret Oyelaran","Ashdown County Libraries","1408 Old Mill Road, Suite 210","Millbrook PA  18947-2206"]
RET=["Jamie Okafor","27 Larkspur Lane Apt 4B","Doylestown PA  18901"]
def desk(hand, env, style=AddressStyle.HAND, neat=Neatness.NATURAL, pen=BLUE_BALLPOINT):
    chain=hands_of(read_hand(hand)); fr=habits_of(chain[0].hand,neat).freedom
    return Desk(E[env],style,tuple(forms_of(s,1,fr) for s in chain),pen,neat,_typefaces())
def mail(rec=REC,ret=RET,home="US",to="US",key="1/a"):
    return Mail(rec,ret,posts.of(home),posts.of(to),key)
def edge(fr,*zones):
    items=[Stroke(rectangle(Rect.of(fr.size)),Ink(Color(.6,.6,.6),.5))]
    items+=[Stroke(rectangle(z),Ink(Color(.9,.5,.5),.3)) for z in zones if z]
    return Frame(fr.size,(*fr.items,*items))
def save(frames,name,dpi=110):
    open(f'{name}.pdf','wb').write(write_pdf(Document('x','en',[Page(f) for f in frames])))
    subprocess.run(['pdftoppm','-r',str(dpi),'-png',f'{name}.pdf',name],check=True)
if __name__=='__main__':
    hands=["caveat","cedarville-cursive","covered-by-your-grace","homemade-apple","la-belle-aurore","nothing-you-could-do","patrick-hand","reenie-beanie","zeyada"]
    frames=[]
    for i,h in enumerate(hands):
        a=write_front(desk(h,'a7'),mail(key=f"1/{i}"))
        print(h,[str(f) for f in a.findings])
        frames.append(edge(a.frame))
    w,ht=frames[0].size
    items=tuple(Group(f,Transform.move((i%3)*(w+6),(i//3)*(ht+6))) for i,f in enumerate(frames))
    save([Frame(Size(3*w+12,3*ht+12),items)],'/tmp/w/env-look',100)
    F=[]
    for i,(h,e,hm,to) in enumerate([("reenie-beanie","a2","US","US"),("nothing-you-could-do","a2","US","DE"),("caveat","c6","DE","DE"),("homemade-apple","dl","GB","FR"),("zeyada","4bar","US","US"),("cedarville-cursive","c5","US","US")]):
        rec=REC if to=="US" else ["Herrn Doktor Johannes Weißgerber","Goethestraße 128","60313 Frankfurt am Main","GERMANY"] 
        for st in AddressStyle:
            d=desk(h,e,st); m=mail(rec if st is AddressStyle.HAND else [r.upper() for r in rec],home=hm,to=to,key=f"1/{i}")
            a=write_front(d,m); print(h,e,[str(f) for f in a.findings])
            sz=d.envelope.size
            F.append(edge(a.frame,a.recipient,a.sender,address_zone(m.home,m.to,sz),stamp_zone(m.home,sz)))
    items=[];y=0
    for i in range(0,len(F),4):
        x=0
        for f in F[i:i+4]:
            items.append(Group(f,Transform.move(x,y))); x+=f.size.width+8
        y+=max(f.size.height for f in F[i:i+4])+8
    save([Frame(Size(2100,y),tuple(items))],'/tmp/w/env-look2',90)
