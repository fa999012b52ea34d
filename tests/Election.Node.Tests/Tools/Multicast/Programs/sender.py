import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(10)
s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 1)
s.sendto(b'very important data', ('224.3.29.71', 10000))
for _ in range(2): print(*s.recvfrom(16))
